namespace TrafficRouting.Manifests;

/// <summary>A field of a format's type: what becomes of it, and the type of what it holds.</summary>
internal sealed class Field
{
    private Field(string name, FieldVerdict verdict, string note, FieldTable? type, bool isMap)
    {
        Name = name;
        Verdict = verdict;
        Note = note;
        Type = type;
        IsMap = isMap;
    }

    public string Name { get; }

    public FieldVerdict Verdict { get; }

    /// <summary>Gets what there is to say: of a field that is read a sentence, else the reason, which a finding puts behind the field's path.</summary>
    public string Note { get; }

    /// <summary>Gets the type of the map, or of each map of the list, that the field holds; null where nobody looks below.</summary>
    public FieldTable? Type { get; }

    /// <summary>Gets a value indicating whether the field holds a map with keys of the author's choice, whose values are of the type.</summary>
    public bool IsMap { get; }

    public static Field Read(string name, string note = "") => new(name, FieldVerdict.Read, note, type: null, isMap: false);

    /// <summary>A field that holds a map, or a list of maps.</summary>
    public static Field Read(string name, FieldTable type, string note = "") => new(name, FieldVerdict.Read, note, type, isMap: false);

    /// <summary>A field that holds maps by keys of the author's choice.</summary>
    public static Field ReadMap(string name, FieldTable type, string note = "") => new(name, FieldVerdict.Read, note, type, isMap: true);

    public static Field Ignored(string name, string why) => new(name, FieldVerdict.Ignored, why, type: null, isMap: false);

    public static Field Warned(string name, string why, FieldTable? type = null) => new(name, FieldVerdict.Warned, why, type, isMap: false);

    public static Field Rejected(string name, string why) => new(name, FieldVerdict.Rejected, why, type: null, isMap: false);

    /// <summary>Several fields that share a verdict and its reason.</summary>
    public static Field[] Ignored(string[] names, string why) => [.. names.Select(n => Ignored(n, why))];

    /// <summary>Several fields that share a verdict and its reason.</summary>
    public static Field[] Warned(string[] names, string why) => [.. names.Select(n => Warned(n, why))];
}
