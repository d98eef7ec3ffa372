/* The map in the reader's browser. Our script: it draws outlines once, then only repaints them.
 *
 * paint(description) takes what is new with every change; the names are those of documents under DATA
 *   areas    outlines (geo.maps.areas_document)
 *   points   marks (geo.maps.points_document), or "" for none
 *   look     colours and words (pages.ui.legend.look_of): classes, legend, labels of the tip, words, lang
 *   fills    one class key per area, in the order of the outlines
 *   singles  one bit per area, eight to a byte in hexadecimal: one agency works alone there (dotted outline)
 *   selected index of the area chosen, or -1
 *   coverage pairs [index, extent] of the areas that the chosen agency says it serves
 *   numbers  what the tip over an area tells (geo.maps.numbers_document), fetched when a tip first needs them
 *   pick     on a form's map: "villages" are chosen by a press, or the "point" is placed; left out elsewhere
 *   spot     [latitude, longitude] of the form's point, or null;  focus  areas that a form's map frames, by place
 *   counts   areas by class key, before filters;  off  class keys filtered away;  qualities  of the outlines drawn
 * drawn() returns the colour of every area by code. Text reaches the page through textContent only.
 */
window.songklong = (() => {
  "use strict";
  const THEMES = { /* lines by theme; `states` are fills that would glare on dark ground, the classes keep theirs */
    light: { ink: "#20262e", line: "#ffffff", parent: "#6f7a84", faint: "#b4bbc0", hatch: "#9aa3ab", cover: "#2f5f8f", states: {} },
    dark: { ink: "#ffffff", line: "#171c22", parent: "#8b97a3", faint: "#55606b", hatch: "#6b7681", cover: "#86bdec",
      states: { n: "#262d35", x: "#1d242b" } },
  };
  const DASH = { official: null, approximate: "5 4", schematic: "1 4" };
  const DATA = "../../map/data/";
  const MANY = 400; /* areas above which one canvas is quicker than as many SVG paths */
  const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches; /* readers whom movement makes unwell */
  const ROOMY = 520; /* pixels of width in which the legend stands open beside the province */
  let map, group, hatches, borders, cover, marks, tip, legend, zoom;
  let have = { areas: null, points: null, numbers: null }, coming = {}, doc = null, numbers = null, layers = [];
  let now = null, events = 0, framed = false;
  let latest = null, looks = {}, hatched = [], sheets = [], over = null;
  let pens = THEMES.light, pressed = null, spot = null, framing = "[]";

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  /* ---- what the reader does travels back as the "last active drawing" of the component */
  function tell(kind, id, layer) {
    events += 1;
    const feature = { type: "Feature", geometry: null, properties: { kind, id, event: `${Date.now()}-${events}` } };
    if (layer) { layer.toGeoJSON = () => feature; return; }
    group.fire("click", { layer: { toGeoJSON: () => feature } });
  }

  /* ---- on a form's map a press may place the point, in the sea too */
  function press(e, code, layer) {
    pressed = e.originalEvent;
    if (now.pick === "point") tell("point", place(e.latlng), layer); else tell("area", code, layer);
  }

  function place({ lat, lng }) {
    return `${lat.toFixed(6)},${lng.toFixed(6)}`;
  }

  function pointing() {
    map.getContainer().classList.toggle("pointing", now.pick === "point");
    if (spot) spot.remove();
    spot = now.spot && L.marker(now.spot, { icon: L.divIcon({ className: "spot", iconSize: [18, 18] }), interactive: false, keyboard: false }).addTo(map);
  }

  function start(leafletMap) {
    map = leafletMap;
    map.attributionControl.setPrefix(false);
    if (STILL) {
      Object.assign(map.options, { fadeAnimation: false, markerZoomAnimation: false, inertia: false });
      map._zoomAnimated = false; /* Leaflet reads its option for this once, before our script runs */
    }
    const box = map.getContainer(); /* pressing the map must not move the page under the mouse */
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    for (const [name, z] of [["hatches", 410], ["borders", 420], ["cover", 430]]) {
      map.createPane(name).style.zIndex = z;
      map.getPane(name).style.pointerEvents = "none";
    }
    group = L.featureGroup().addTo(map);
    hatches = L.layerGroup().addTo(map);
    borders = L.layerGroup().addTo(map);
    cover = L.layerGroup().addTo(map);
    marks = L.markerClusterGroup({
      maxClusterRadius: 52, showCoverageOnHover: false, animate: !STILL, chunkedLoading: true, iconCreateFunction: clusterIcon,
    }).addTo(map);
    tip = L.tooltip({ direction: "auto", offset: [8, 0], className: "area-tip" });
    group.on("mousemove", (e) => e.propagatedFrom && hover(e.propagatedFrom, e.latlng));
    group.on("mouseout", leave);
    map.on("click", (e) => { if (now && now.pick === "point" && e.originalEvent !== pressed) tell("point", place(e.latlng)); });
    map.on("resize", () => framed || frame());
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
    map.on("dragend zoomend", (e) => { if (e.type === "dragend" || e.originalEvent) framed = true; });
    const app = window.parent.document.querySelector(".stApp");
    if (!app) return;
    const turn = () => theme(getComputedStyle(app).colorScheme === "dark" ? "dark" : "light");
    new MutationObserver(turn).observe(app, { attributes: true, attributeFilter: ["class"] });
    turn();
  }

  /* ---- light or dark, as the page around is */
  function theme(name) {
    document.documentElement.style.colorScheme = name;
    if (pens === THEMES[name]) return;
    pens = THEMES[name];
    layers.forEach((layer) => { layer.shown = null; });
    borders.eachLayer((line) => line.setStyle({ color: pens.parent }));
    hatched.forEach(({ lines }) => lines.setStyle({ color: pens.hatch }));
    dress();
    covering();
  }

  function clusterIcon(cluster) {
    const icon = element("span", String(cluster.getChildCount()));
    return L.divIcon({ html: icon, className: "cluster", iconSize: [24, 24] });
  }

  function frame() {
    const near = (now && now.focus || []).map((i) => layers[i].getBounds());
    const bounds = near.reduce((whole, each) => whole.extend(each), near.length ? L.latLngBounds([]) : group.getBounds());
    if (!bounds.isValid()) return;
    const wide = map.getSize().x > ROOMY;
    map.fitBounds(bounds, { paddingTopLeft: [12, 12], paddingBottomRight: [wide ? 232 : 12, 12], animate: false });
    framed = false;
  }

  async function load(name) {
    const answer = await fetch(`${DATA}${name}.json`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /* fetched and drawn once per address; who asks while it is on its way waits for it as well */
  function once(kind, name, draw) {
    if (have[kind] !== name) {
      have[kind] = name;
      const given = name ? load(name) : Promise.resolve({ points: [] }); /* no marks have no document */
      coming[kind] = given.then((found) => { if (have[kind] === name) draw(found); }).catch((error) => {
        if (have[kind] === name) have[kind] = null;
        throw error;
      });
    }
    return coming[kind];
  }

  /* ---- outlines */
  function outlines(next) {
    const first = doc === null;
    doc = next;
    layers.forEach((layer) => group.removeLayer(layer));
    hatches.clearLayers();
    sheets.splice(0).forEach((renderer) => renderer.remove());
    const renderer = sheet("overlayPane");
    layers = doc.rings.map((rings, i) => {
      const layer = L.polygon(rings, { renderer, weight: 1, color: pens.line, dashArray: DASH[doc.quality[i]], fillOpacity: 0.92 });
      Object.assign(layer, { place: i, shown: null });
      layer.on("click", (e) => press(e, next.codes[i], layer));
      group.addLayer(layer);
      if (layer.getElement && layer.getElement()) layer.getElement().setAttribute("data-code", doc.codes[i]);
      return layer;
    });
    borders.clearLayers();
    doc.borders.forEach(([lines, quality]) => L.polyline(lines, {
      pane: "borders", weight: 1.6, color: pens.parent, dashArray: DASH[quality], interactive: false,
    }).addTo(borders));
    const pen = { pane: "hatches", renderer: sheet("hatches"), weight: 0.8, color: pens.hatch, interactive: false };
    hatched = Object.keys(doc.hatch).map((name) => ({ name, worn: "", lines: L.polyline([], pen).addTo(hatches) }));
    if (first) frame();
  }

  function sheet(pane) {
    sheets.push(doc.codes.length > MANY ? L.canvas({ pane, padding: 0.3 }) : L.svg({ pane, padding: 0.3 }));
    return sheets.at(-1);
  }

  function dress() {
    if (!doc || !now || doc.codes.length !== now.fills.length) return;
    layers.forEach((layer, i) => {
      const key = now.fills[i], chosen = i === now.selected, single = now.single[i];
      const look = `${key}${single}${chosen}${now.look}`;
      if (layer.shown === look) return;
      layer.shown = look;
      const kind = now.classes[key];
      layer.setStyle({
        fillColor: pens.states[key] || kind.fill,
        color: chosen || single ? pens.ink : key === "n" || key === "x" ? pens.faint : pens.line,
        weight: chosen ? 3 : single ? 1.4 : 1,
        dashArray: chosen ? null : single ? "1 3" : DASH[doc.quality[i]],
      });
      if (chosen || single) layer.bringToFront();
    });
    hatched.forEach(hatch);
  }

  function bits({ fills, singles }) {
    return Array.from(fills, (_, i) => parseInt(singles.slice(2 * (i >> 3), 2 * (i >> 3) + 2), 16) >> (i & 7) & 1);
  }

  /* all lines of one slant are one path, however many areas wear it */
  function hatch(slant) {
    const keys = Object.keys(now.classes).filter((key) => now.classes[key].hatch.includes(slant.name));
    const worn = Array.from(now.fills, (key) => +keys.includes(key)).join("");
    if (slant.worn === worn) return;
    slant.worn = worn;
    slant.lines.setLatLngs(doc.hatch[slant.name].filter((_, i) => worn[i] === "1").flat());
  }

  function covering() {
    cover.clearLayers();
    if (!doc || !now) return;
    now.coverage.forEach(([i, extent]) => L.polygon(doc.rings[i], {
      pane: "cover", fill: false, weight: 3, color: pens.cover, dashArray: extent === "partial" ? "6 5" : null, interactive: false,
    }).addTo(cover));
  }

  /* ---- marks of initiatives */
  function points(found) {
    marks.clearLayers();
    marks.addLayers(found.points.map(mark));
  }

  function mark([id, title, agency, lat, lng, exact]) {
    const marker = L.marker([lat, lng], {
      icon: L.divIcon({ className: exact ? "mark" : "mark hollow", iconSize: [24, 24] }), title, keyboard: true, alt: title,
      autoPanOnFocus: false,
    });
    marker.on("add", () => marker.getElement().addEventListener("focus", () => reached(marker)));
    const text = element("div");
    text.append(element("strong", title), element("div", agency || ""));
    if (!exact) text.append(element("em", now.words.reference));
    marker.bindTooltip(text, { direction: "auto", className: "area-tip" });
    marker.on("click", () => tell("record", id, marker));
    return marker;
  }

  /* by key a mark comes into view; under the mouse it stays, or the press would miss it */
  function reached(marker) {
    if (marker.getElement().matches(":focus-visible")) map.panInside(marker.getLatLng(), { padding: [24, 24] });
  }

  /* ---- the tip over an area */
  function hover(layer, latlng) {
    if (!doc || !now || layer.place === undefined) return;
    over = layer.place;
    tip.setLatLng(latlng).setContent(about(over));
    if (!map.hasLayer(tip)) map.openTooltip(tip);
    if (now.numbers && have.numbers !== now.numbers) reckon(now.numbers);
  }

  async function reckon(name) {
    have.numbers = name;
    numbers = null;
    const found = await load(name).catch(() => ({ numbers: null }));
    if (have.numbers !== name) return;
    numbers = found.numbers;
    if (map.hasLayer(tip)) tip.setContent(about(over));
  }

  function leave() {
    map.closeTooltip(tip);
    if (!numbers) have.numbers = null;
  }

  function about(i) {
    const box = element("div");
    box.append(element("strong", doc.names[i][now.lang] || doc.names[i][0]));
    box.append(element("div", now.classes[now.fills[i]].label));
    if (numbers && have.numbers === now.numbers) now.tip.forEach(([label, digits], k) => {
      const value = numbers[k][i];
      if (value !== null) box.append(element("div", `${label} ${value.toFixed(digits)}`));
    });
    return box;
  }

  /* ---- the legend, which filters */
  function legends() {
    const focused = document.activeElement && document.activeElement.dataset.key;
    if (legend) legend.remove();
    legend = L.control({ position: "topright" });
    legend.onAdd = () => {
      const box = element("details", null, "legend");
      box.open = map.getSize().x > ROOMY;
      box.append(element("summary", now.legend.title));
      if (now.legend.diamond.length) box.append(diamond());
      const list = element("div", null, "rows");
      now.legend.rows.filter((row) => countOf(row) || !row.optional).forEach((row) => list.append(legendRow(row)));
      now.legend.notes.forEach((note) => list.append(element("div", note, "note")));
      now.legend.lines.filter(([kind]) => now.qualities.includes(kind)).forEach(([kind, label]) => list.append(lineRow(kind, label)));
      box.append(list);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    legend.addTo(map);
    if (focused) {
      const again = legend.getContainer().querySelector(`[data-key="${focused}"]`);
      if (again) again.focus();
    }
  }

  function filters(button, key) {
    button.dataset.key = key;
    button.setAttribute("aria-pressed", String(!now.off.includes(key)));
    button.addEventListener("click", () => tell("class", key));
  }

  function countOf(row) {
    if (row.single) return now.single.filter(Boolean).length;
    return row.optional ? [...now.fills].filter((key) => key === row.key).length : now.counts[row.key] || 0;
  }

  function legendRow(row) {
    const line = element("button", null, "row");
    line.type = "button";
    const kind = now.classes[row.key];
    const swatch = element("span", null, `swatch ${row.single ? "single" : ""} ${kind.hatch.join(" ")}`);
    swatch.style.backgroundColor = row.single ? "transparent" : pens.states[row.key] || kind.fill;
    line.append(swatch, element("span", row.label), element("span", String(countOf(row)), "count"));
    if (row.optional) line.disabled = true; else filters(line, row.key);
    return line;
  }

  function lineRow(quality, label) {
    const line = element("div", null, "row line");
    line.append(element("span", null, `stroke ${quality}`), element("span", label));
    return line;
  }

  function diamond() {
    const box = element("div", null, "diamond");
    now.legend.diamond.forEach((keys, row) => keys.forEach((key, column) => {
      const cell = element("button", now.counts[key] || "", "cell");
      cell.type = "button";
      for (const [name, value] of Object.entries({ row, column, fill: now.classes[key].fill })) {
        cell.style.setProperty(`--${name}`, value);
      }
      cell.title = now.classes[key].label;
      cell.setAttribute("aria-label", `${now.classes[key].label}: ${now.counts[key] || 0}`);
      filters(cell, key);
      box.append(cell);
    }));
    ["top", "right", "bottom", "left"].forEach((side, i) => box.append(element("span", now.legend.corners[i], `corner ${side}`)));
    return box;
  }

  function zooms() {
    if (zoom) zoom.remove();
    zoom = L.control.zoom({ position: "topleft", zoomInTitle: now.words.zoomIn, zoomOutTitle: now.words.zoomOut }).addTo(map);
  }

  async function show(description) {
    latest = description;
    const look = looks[description.look] = looks[description.look] || await load(description.look);
    if (latest !== description) return;
    const before = now;
    now = { ...look, ...description, single: bits(description) };
    document.documentElement.lang = now.lang ? "en" : "th";
    if (window.frameElement) window.frameElement.title = now.words.map;
    if (!before || before.lang !== now.lang) zooms();
    if (!before || said(before) !== said(now)) legends();
    const drawn = once("areas", now.areas, outlines).then(() => { dress(); covering(); refocus(); });
    await Promise.all([drawn, once("points", now.points, points)]);
    if (latest !== description) return;
    if (now.pick) pointing();
    document.body.dataset.painted = now.stamp;
  }

  function refocus() {
    const wanted = JSON.stringify(now.focus || []);
    if (wanted === framing) return;
    framing = wanted;
    frame();
  }

  function said({ look, counts, off, qualities, single, fills }) {
    return JSON.stringify([look, counts, off, qualities, single.filter(Boolean).length, fills.split("x").length]);
  }

  function paint(description) {
    show(description).catch((error) => console.warn(String(error)));
    return L.featureGroup();
  }

  function drawn() {
    return Object.fromEntries(layers.map((layer, i) => [doc.codes[i], layer.options.fillColor]));
  }

  return { start, paint, drawn };
})();
