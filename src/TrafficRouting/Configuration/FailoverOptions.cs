namespace TrafficRouting;

/// <summary>Has a request that failed sent again within the same call, before the caller has anything of an answer.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/failover.md">Failover in the documentation</seealso>
public sealed class FailoverOptions
{
    /// <summary>
    /// Gets the failures that count: <c>ConnectFailure</c>, <c>Reset</c> (broken off before there was an answer), <c>Timeout</c> (the route's own
    /// or that of a handler inside), or statuses such as <c>503</c>, <c>5xx</c> or <c>502-504</c>. <c>ConnectFailure</c>, <c>Reset</c> and <c>502-504</c> when empty.
    /// </summary>
    public IList<string> On { get; } = [];

    /// <summary>Gets or sets how often a request may be sent again, 1 to 10.</summary>
    /// <value>The default is 1.</value>
    public int Attempts { get; set; } = 1;

    /// <summary>Gets the methods, in any case; those that may be repeated when empty: GET, HEAD, OPTIONS, TRACE, PUT and DELETE.</summary>
    public IList<string> Methods { get; } = [];

    /// <summary>Gets or sets how many may be sent again, as a share of the route's requests over some 10 seconds, 0 to 10; 10 requests may always be.</summary>
    /// <value>The default is 0.2.</value>
    public double Budget { get; set; } = 0.2;

    /// <summary>Gets or sets where the request goes.</summary>
    /// <value>The default is <see cref="FailoverTarget.OtherBackend"/>.</value>
    public FailoverTarget To { get; set; }

    internal static ObjectShape<FailoverOptions> Shape { get; } = new ObjectShape<FailoverOptions>("failover", "Has a request that failed sent again within the same call, as long as the caller has nothing of an answer and the body can be sent again.")
        .List("On", Scalars.Texts("failure", "^ *([Cc]onnect[Ff]ailure|[Rr]eset|[Tt]imeout|[1-9][0-9][0-9]( *- *[1-9][0-9][0-9])?|[1-9][xX][xX]) *$"), o => o.On, "The failures: `ConnectFailure`, `Reset` (broken off before there was an answer), `Timeout`, or statuses such as `503`, `5xx`, `502-504`; `ConnectFailure`, `Reset` and `502-504` when empty.")
        .Value("Attempts", Scalars.Integer(1, 10), o => o.Attempts, (o, v) => o.Attempts = (int)v!, "How often a request may be sent again.")
        .List("Methods", Scalars.Token, o => o.Methods, "The methods, in any case; those that may be repeated when empty: GET, HEAD, OPTIONS, TRACE, PUT, DELETE.")
        .Value("Budget", Scalars.Number(new(0, 10)), o => o.Budget, (o, v) => o.Budget = (double)v!, "How many may be sent again, as a share of the route's requests over some 10 seconds; 10 requests may always be.")
        .Value("To", Scalars.Choice(typeof(FailoverTarget)), o => o.To, (o, v) => o.To = (FailoverTarget)v!, "To another backend of the route, by weight among those that are not ejected, or to the same backend once more, to another of its endpoints where it has several.");
}
