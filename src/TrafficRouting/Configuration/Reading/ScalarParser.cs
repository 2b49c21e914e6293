namespace TrafficRouting.Configuration.Reading;

internal delegate bool ScalarParser<T>(string text, out T value);
