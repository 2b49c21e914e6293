namespace TrafficRouting.Cli;

/// <summary>Where the tool reads and writes.</summary>
/// <param name="In">Opens standard input.</param>
/// <param name="Out">Results.</param>
/// <param name="Error">What is wrong with the call itself.</param>
internal sealed record Terminal(Func<Stream> In, TextWriter Out, TextWriter Error)
{
    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets what reads the environment's variables.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Gets a value indicating whether a person looks at the results, so that they may be coloured and redrawn.</summary>
    public bool IsWatched { get; init; }
}
