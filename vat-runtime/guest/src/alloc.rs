//! The allocator of the image.
