package io.mlplatform.examples.rides;

import java.util.List;

/**
 * What serving came to.
 *
 * @param different forecasts that were not those of the offline features
 * @param lines one a forecast
 */
record Served(int forecasts, int different, List<String> lines) {}
