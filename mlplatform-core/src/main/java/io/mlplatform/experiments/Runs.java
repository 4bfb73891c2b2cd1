package io.mlplatform.experiments;

import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.Timing;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a team. One is started as {@code <experiment>/<label>}, such as {@code churn/xgb}, and each start is a new
 * run, {@code <team>/<user>/churn/xgb-<8 characters>}: the suffix is random, the user the actor of the settings, with a
 * dash for what no name may hold. Where a run is asked for, the team may be left out, and of an own run the user too.
 * Thread-safe.
 */
public final class Runs {

    private final VersionedZone zone;
    private final RunNames names;
    private final RunOpening opening;
    private final RunReader reader;

    Runs(String team, VersionedZone zone, Timing timing, RunSettings settings) {
        this.zone = zone;
        this.names = RunNames.of(team, zone.context().settings().actor());
        this.opening = new RunOpening(zone, timing, settings);
        this.reader = new RunReader(zone, settings);
    }

    /**
     * Does the body within a new run, which has succeeded when it returns and failed when it throws.
     *
     * @param name {@code <experiment>/<label>}
     * @return what the body returned
     */
    public <T extends @Nullable Object, E extends Exception> T run(String name, RunBody<T, E> body) throws E {
        Run run = start(name);
        T result;
        try {
            result = body.run(run);
        } catch (Throwable e) {
            failed(run, e);
            throw e;
        }
        try {
            if (!run.isFinished()) {
                run.succeed();
            }
        } finally {
            run.silence();
        }
        return result;
    }

    /**
     * Starts a run, which the caller ends and closes.
     *
     * @param name {@code <experiment>/<label>}
     */
    public Run start(String name) {
        return opening.start(names.started(name, zone.context().ids().ulid()));
    }

    /**
     * Goes on with a run that was lost, has failed, or runs elsewhere: from now on this process owns it, and its former
     * owner's next write is refused. Of several that resume it the last one wins.
     *
     * @throws io.mlplatform.ConflictException the run has succeeded
     * @throws NotFoundException there is no such run
     */
    public Run resume(String name) {
        return opening.resume(names.existing(name));
    }

    /** The run as its log tells it; {@link NotFoundException} where there is none. */
    public RunSummary get(String name) {
        EntityName entity = names.existing(name);
        return reader.find(entity)
                .orElseThrow(() -> new NotFoundException(
                        entity.value(), "no such run: list its experiment with list(\"<experiment>\")"));
    }

    /** The run as its log tells it, or empty. */
    public Optional<RunSummary> find(String name) {
        return reader.find(names.existing(name));
    }

    /**
     * The runs of an experiment, in order of name. They are read from copies that may lag a little behind their logs.
     *
     * @param experiment {@code <experiment>} for all users' runs, or {@code <user>/<experiment>}
     */
    public List<RunSummary> list(String experiment) {
        if (experiment.indexOf('/') >= 0) {
            return reader.list(experiment + "/", run -> true);
        }
        return reader.list("", run -> RunNames.experiment(run).equals(experiment));
    }

    /** All runs of the team, as {@link #list(String)}. */
    public List<RunSummary> list() {
        return reader.list("", run -> true);
    }

    /** Runs side by side, each as its log tells it. */
    public RunComparison compare(String... runs) {
        List<Callable<RunSummary>> reads = new ArrayList<>();
        Arrays.stream(runs).forEach(run -> reads.add(() -> get(run)));
        return new RunComparison(Parallel.call(zone.context().executor(), "runs to compare", reads));
    }

    /** The experiment's runs by a metric's last value, the highest first. */
    public Leaderboard leaderboard(String experiment, String metric) {
        return leaderboard(experiment, metric, MetricOrder.HIGHEST_FIRST);
    }

    /** The experiment's runs by a metric's last value. */
    public Leaderboard leaderboard(String experiment, String metric, MetricOrder order) {
        return Leaderboard.of(experiment, metric, order, list(experiment));
    }

    /** All committed points of one metric, in the order in which they were measured. */
    public List<MetricPoint> points(String name, String metric) {
        List<MetricPoint> points = new ArrayList<>();
        eachPoint(name, point -> {
            if (point.metric().equals(metric)) {
                points.add(point);
            }
        });
        return points;
    }

    /** Hands on each committed point, in the order in which they were measured, a part file at a time. */
    public void eachPoint(String name, Consumer<MetricPoint> consumer) {
        OpenedVersion newest = newest(name);
        PartFiles.among(zone.sources(newest))
                .forEach(part -> PartFiles.read(part, newest.ref().uri(), consumer));
    }

    /** The run's files, in order of path; {@code environment.json} and the metrics' parts are among them. */
    public List<VersionFile> files(String name) {
        return zone.files(newest(name).ref());
    }

    /** One of the run's files as a stream, which the caller closes; verified when it is read to its end. */
    public InputStream open(String name, String path) {
        return zone.openFile(newest(name).ref(), path);
    }

    /** One of the run's files for reads at any place, as it is now; the caller closes it. */
    public VersionFileChannel openChannel(String name, String path) {
        return zone.openChannel(newest(name).ref(), path);
    }

    /** Where the runs are. */
    @Override
    public String toString() {
        return "runs in " + zone.scope();
    }

    private OpenedVersion newest(String name) {
        return zone.open(VersionRef.of(zone.scope().zone(), names.existing(name), new VersionSelector.Latest()));
    }

    // What the body threw is what the caller must learn, whatever becomes of the run.
    private static void failed(Run run, Throwable cause) {
        try {
            if (!run.isFinished()) {
                run.fail(cause);
            }
        } catch (RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        } finally {
            run.silence();
        }
    }
}
