package io.mlplatform.examples.penguins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Reads one split of a penguin tree as examples: the four measurements, and the species as the label. */
final class PenguinTable {

    private static final String[] FEATURES = {"bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"};

    private PenguinTable() {}

    /**
     * The examples of a split, by island and then in the order of the file. Penguins that were not measured, with
     * {@code NA} for a feature, are left out.
     *
     * @param source where the tree came from; Tribuo keeps it in the provenance of what is trained on the examples
     */
    static MutableDataset<Label> read(Path folder, Split split, String source) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> examples = new MutableDataset<>(new SimpleDataSourceProvenance(source, labels), labels);
        for (Path file : files(folder.resolve(split.folder()))) {
            List<String> rows = lines(file);
            List<String> header = List.of(rows.get(0).split(",", -1));
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",", -1);
                String[] measured = Stream.of(FEATURES)
                        .map(feature -> cells[header.indexOf(feature)])
                        .toArray(String[]::new);
                if (!List.of(measured).contains("NA")) {
                    examples.add(example(cells[header.indexOf("species")], measured));
                }
            }
        }
        return examples;
    }

    private static Example<Label> example(String species, String[] measured) {
        double[] values = Stream.of(measured).mapToDouble(Double::parseDouble).toArray();
        return new ArrayExample<>(new Label(species), FEATURES, values);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be listed", e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
