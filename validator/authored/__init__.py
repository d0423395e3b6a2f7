"""What users write for us: rules, waivers, mappings, configuration. One loader, and one way to say what is wrong."""
