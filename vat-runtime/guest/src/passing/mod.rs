//! Belongs to the supervisor's part.
