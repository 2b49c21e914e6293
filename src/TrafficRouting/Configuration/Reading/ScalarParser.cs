namespace TrafficRouting;

internal delegate bool ScalarParser<T>(string text, out T value);
