namespace TrafficRouting.Manifests;

/// <summary>A place in a document, counted from 1.</summary>
internal readonly record struct Position(string File, int Line, int Column)
{
    /// <summary>Gets file and line, as configuration keys carry it.</summary>
    public string Source => $"{File}:{Line}";

    public override string ToString() => $"{File}:{Line}:{Column}";
}
