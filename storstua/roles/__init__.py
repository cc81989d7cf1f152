"""Who holds which role, where and until when; invitations; who the viewer is."""
