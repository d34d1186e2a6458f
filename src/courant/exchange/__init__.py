"""The exchange: papers moving in and out."""
