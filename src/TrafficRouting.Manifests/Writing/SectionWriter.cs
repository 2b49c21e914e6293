using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Writes configuration keys below a path. What is null is left out, so that it keeps its default.</summary>
internal readonly struct SectionWriter(IDictionary<string, string?> data, string path)
{
    public SectionWriter At(string key) => new(data, $"{path}:{key}");

    public SectionWriter At(int index) => At(index.ToString(CultureInfo.InvariantCulture));

    public void Value(string key, string? value)
    {
        if (value is not null)
            data[$"{path}:{key}"] = value;
    }

    public void Value(string key, IFormattable? value) => Value(key, value?.ToString(null, CultureInfo.InvariantCulture));

    public void Value(string key, bool? value) => Value(key, value?.ToString());

    /// <summary>Writes a value other than the default.</summary>
    public void Changed<T>(string key, T value, T @default)
        where T : struct
    {
        if (!EqualityComparer<T>.Default.Equals(value, @default))
            Value(key, value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString());
    }

    public void List(string key, IEnumerable<string> values)
    {
        var at = At(key);
        var index = 0;
        foreach (var value in values)
            at.Value((index++).ToString(CultureInfo.InvariantCulture), value);
    }

    /// <summary>Makes the section exist even where nothing is written below it.</summary>
    public void Exist() => data.TryAdd(path, string.Empty);
}
