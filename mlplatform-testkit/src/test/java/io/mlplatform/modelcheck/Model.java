package io.mlplatform.modelcheck;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A protocol to be searched: who takes part, on what state they begin, and which rules they keep.
 *
 * @param writersKept how many writers of tokens the state has room for
 */
record Model(String name, Layout layout, Set<Rule> rules, List<Role> roles, int writersKept, byte[] begin) {

    Model without(Rule rule) {
        Set<Rule> fewer = EnumSet.copyOf(rules);
        fewer.remove(rule);
        return new Model(name, layout, fewer, roles, writersKept, begin);
    }

    World world() {
        return new World(this, begin.clone());
    }

    /** The token of the commits of an actor, counted from 1 as in entries. */
    Optional<Token> tokenOf(int by) {
        return script(by).flatMap(CommitScript::token);
    }

    Optional<CommitScript> script(int by) {
        return by > 0 && roles.get(by - 1) instanceof Committer committer
                ? Optional.of(committer.script())
                : Optional.empty();
    }

    /** All that may happen in a state. */
    void steps(World world, Steps out) {
        for (Role role : roles) {
            role.steps(world, out);
        }
        Surroundings.steps(world, out);
    }
}
