namespace TrafficRouting;

/// <summary>Where something is written.</summary>
/// <param name="File">The file, or the name of what stands for one.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column, from 1; 0 for the line as a whole.</param>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}:{Text.Of(Line)}",
        _ => $"{File}:{Text.Of(Line)}:{Text.Of(Column)}",
    };
}
