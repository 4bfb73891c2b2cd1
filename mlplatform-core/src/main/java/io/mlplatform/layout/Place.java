package io.mlplatform.layout;

import java.util.Optional;

/**
 * One place of a platform: a zone, or a team's part of it.
 *
 * @param team the team that has it to itself; empty where all teams share it
 * @param root a folder below the opened location, or a location of its own
 */
public record Place(Zone zone, Optional<String> team, String root) {}
