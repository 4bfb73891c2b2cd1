package io.mlplatform.s3;

import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.s3.UploadBehaviour.Ask;
import io.mlplatform.s3.UploadBehaviour.End;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Behaviours towards one kind of request, on their way into a list; but for those that say otherwise, all ends well. */
final class UploadBehaviours {

    private final List<UploadBehaviour> all;
    private final String what;
    private final Ask ask;
    private final Act act;

    private UploadBehaviours(List<UploadBehaviour> all, String what, Ask ask, Act act) {
        this.all = all;
        this.what = what;
        this.ask = ask;
        this.act = act;
    }

    /** The same behaviours towards objects of one request, and towards the parts of larger ones. */
    static List<UploadBehaviour> towardsObjectsAndParts(Consumer<UploadBehaviours> same) {
        List<UploadBehaviour> all = new ArrayList<>();
        same.accept(new UploadBehaviours(all, "object", Ask.UPLOAD_SMALL, Act.PUT_OBJECT));
        same.accept(new UploadBehaviours(all, "part", Ask.UPLOAD_LARGE, Act.PUT_PART));
        return all;
    }

    boolean areOfParts() {
        return ask.isLarge();
    }

    void once(String name, Script script) {
        once(name, script, End.STORED);
    }

    void once(String name, Script script, End end) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, end));
    }

    void once(String name, Script script, Script afterwards, End end) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, end).after(afterwards));
    }

    void twice(String name, Script script) {
        all.add(UploadBehaviour.twice(what + ": " + name, ask, act, script, End.STORED));
    }

    void always(String name, Script script, End end) {
        all.add(UploadBehaviour.always(what + ": " + name, ask, act, script, end));
    }

    /** Of a store that soon gives up a silent server. */
    void hurried(String name, Script script) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, End.STORED)
                .hurried());
    }

    void hurriedAlways(String name, Script script, End end) {
        all.add(UploadBehaviour.always(what + ": " + name, ask, act, script, end)
                .hurried());
    }
}
