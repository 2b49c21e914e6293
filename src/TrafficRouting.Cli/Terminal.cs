namespace TrafficRouting.Cli;

/// <summary>Where the tool reads and writes.</summary>
/// <param name="In">Opens standard input.</param>
/// <param name="Out">Results.</param>
/// <param name="Error">What is wrong with the call itself.</param>
internal sealed record Terminal(Func<Stream> In, TextWriter Out, TextWriter Error);
