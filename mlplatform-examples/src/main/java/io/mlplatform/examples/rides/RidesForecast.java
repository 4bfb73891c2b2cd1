package io.mlplatform.examples.rides;

import io.mlplatform.examples.rides.TrainingRows.PastMorning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** A forest of regression trees that tells how many thousands will enter a station. Immutable; forecasts are thread-safe. */
final class RidesForecast {

    private static final int DEPTH = 12;
    private static final float LEAST_IN_A_LEAF = 5;
    private static final float SHARE_OF_FEATURES = 0.6f;
    private static final int TREES = 10;
    private static final long SEED = 2016;

    private static final Logger LOG = Logger.getLogger(BaggingTrainer.class.getName());

    static {
        // It tells of each tree otherwise.
        LOG.setLevel(Level.WARNING);
    }

    private final Model<Regressor> forest;

    private RidesForecast(Model<Regressor> forest) {
        this.forest = forest;
    }

    /**
     * Learns from the examples; the same ones always give a forecast that says the same.
     *
     * @param source where they came from, such as a pinned reference; it stays readable in the saved model
     */
    static RidesForecast train(List<PastMorning> examples, String source) {
        RegressionFactory outputs = new RegressionFactory();
        MutableDataset<Regressor> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance(source, outputs), outputs);
        examples.forEach(example -> dataset.add(example(example.morning(), example.actual())));
        CARTRegressionTrainer tree = new CARTRegressionTrainer(
                DEPTH, LEAST_IN_A_LEAF, 0, SHARE_OF_FEATURES, false, new MeanSquaredError(), SEED);
        return new RidesForecast(new RandomForestTrainer<>(tree, new AveragingCombiner(), TREES, SEED).train(dataset));
    }

    /** Reads what {@link #save} wrote. */
    static RidesForecast load(Path file) {
        try {
            return new RidesForecast(Model.deserializeFromFile(file).castModel(Regressor.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the forecast could not be read from " + file, e);
        }
    }

    /** Writes the forest as Tribuo's protocol buffer, with when and on which Java it was trained. */
    void save(Path file) {
        try {
            forest.serializeToFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the forecast could not be written to " + file, e);
        }
    }

    /** How many thousands will enter that station that day. */
    double of(Morning morning) {
        return forest.predict(example(morning, Double.NaN)).getOutput().getValues()[0];
    }

    /** The root mean square of what it is off by. */
    double error(List<PastMorning> examples) {
        return error(examples.stream()
                .mapToDouble(example -> of(example.morning()) - example.actual())
                .toArray());
    }

    /** The same for who takes the newest count that was known. */
    static double naiveError(List<PastMorning> examples) {
        return error(examples.stream()
                .mapToDouble(example -> example.morning().newestCount() - example.actual())
                .toArray());
    }

    private static double error(double[] differences) {
        double squares = 0;
        for (double difference : differences) {
            squares += difference * difference;
        }
        return Math.sqrt(squares / differences.length);
    }

    private static ArrayExample<Regressor> example(Morning morning, double actual) {
        Map<String, Double> inputs = morning.inputs();
        return new ArrayExample<>(
                new Regressor(ChicagoGroups.COUNT, actual),
                inputs.keySet().toArray(String[]::new),
                inputs.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
