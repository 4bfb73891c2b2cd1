package io.mlplatform.examples.penguins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;

/** A decision tree that tells a penguin's species from four measurements. Immutable; prediction is thread-safe. */
public final class PenguinClassifier {

    private static final int DEPTH = 4;
    private static final float ALL_FEATURES = 1;
    private static final long SEED = 2007;

    private final Model<Label> tree;

    private PenguinClassifier(Model<Label> tree) {
        this.tree = tree;
    }

    /**
     * Learns from the training split of a penguin tree. The same files always give a classifier that predicts alike.
     *
     * @param source where the tree came from, such as a pinned reference; it stays readable in the saved model
     */
    public static PenguinClassifier train(Path folder, String source) {
        CARTClassificationTrainer trainer = new CARTClassificationTrainer(DEPTH, ALL_FEATURES, SEED);
        return new PenguinClassifier(trainer.train(PenguinTable.read(folder, Split.TRAIN, source)));
    }

    /** Reads what {@link #save} wrote. */
    public static PenguinClassifier load(Path file) {
        try {
            return new PenguinClassifier(Model.deserializeFromFile(file).castModel(Label.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the classifier could not be read from " + file, e);
        }
    }

    /**
     * Writes the tree as Tribuo's protocol buffer. The file also tells when and on which Java it was trained, so two
     * trainings on the same files differ in some bytes.
     */
    public void save(Path file) {
        try {
            tree.serializeToFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the classifier could not be written to " + file, e);
        }
    }

    /** Scores the held-out split of a penguin tree. */
    public Score score(Path folder) {
        Dataset<Label> heldOut = PenguinTable.read(folder, Split.TEST, folder.toString());
        LabelEvaluation evaluation = new LabelEvaluator().evaluate(tree, heldOut);
        return new Score(
                evaluation.accuracy(),
                heldOut.size(),
                evaluation.getConfusionMatrix().toString());
    }
}
