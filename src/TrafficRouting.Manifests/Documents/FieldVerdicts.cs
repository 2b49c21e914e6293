namespace TrafficRouting.Manifests;

/// <summary>What becomes of fields that are valid in their format and cannot be followed here.</summary>
internal static class FieldVerdicts
{
    /// <summary>Names a field that means nothing here: a warning when it is there.</summary>
    public static void Warn(this Fields fields, string name, string why)
    {
        if (fields.Has(name))
            fields.Warning(name, why);
    }

    /// <summary>Names a field without which the document would mean something else: an error when it is there.</summary>
    public static void Refuse(this Fields fields, string name, string why)
    {
        fields.Ignore(name);
        if (fields.Has(name))
            fields.Error(name, why);
    }
}
