"""What people do with the register, each within their rights. This module is the way to every change."""
