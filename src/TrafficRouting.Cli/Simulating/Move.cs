namespace TrafficRouting.Cli;

/// <summary>Callers of a sticky route who get another backend after a change.</summary>
internal sealed record Move(string Route, string From, string To, IReadOnlyList<string> Callers);
