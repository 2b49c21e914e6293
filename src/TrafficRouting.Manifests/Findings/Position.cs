namespace TrafficRouting.Manifests;

/// <summary>A place in a document, counted from 1.</summary>
internal readonly record struct Position(string File, int Line, int Column)
{
    public SourceLocation Location => new(File, Line, Column);

    public override string ToString() => $"{File}:{Line}:{Column}";
}
