package io.github.answersheet.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, giving those that want it the environment. */
final class CommandFactory implements CommandLine.IFactory {

    private final Environment environment;

    CommandFactory(Environment environment) {
        this.environment = environment;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Environment.class) {
                return type.cast(constructor.newInstance(environment));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
