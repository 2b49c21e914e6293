namespace TrafficRouting;

/// <summary>Where something is written.</summary>
/// <param name="File">The file, or the name of what stands for one.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Text.Of(Line)}:{Text.Of(Column)}";
}
