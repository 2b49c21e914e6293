namespace TrafficRouting;

/// <summary>What may be written, part by part. A key added here belongs into ConfigurationSchema.json and docs/configuration.md too.</summary>
internal static class Grammar
{
    public static readonly Shape<HeaderEditOptions> HeaderEdits = new Shape<HeaderEditOptions>()
        .Map("Set", Scalar.Text, o => o.Set)
        .Map("Add", Scalar.Text, o => o.Add)
        .List("Remove", () => Scalar.Text, o => o.Remove);

    public static readonly Shape<DirectResponseOptions> Response = new Shape<DirectResponseOptions>()
        .Value("Status", Scalar.Integer, (o, v) => o.Status = v)
        .Value("Body", Scalar.Text, (o, v) => o.Body = v)
        .Value("ContentType", Scalar.Text, (o, v) => o.ContentType = v);

    public static readonly Shape<RewriteOptions> Rewrite = new Shape<RewriteOptions>()
        .Value("Path", Scalar.Text, (o, v) => o.Path = v)
        .Value("PathPrefix", Scalar.Text, (o, v) => o.PathPrefix = v)
        .Value("Regex", Scalar.Text, (o, v) => o.Regex = v)
        .Value("Replacement", Scalar.Text, (o, v) => o.Replacement = v)
        .Value("Host", Scalar.Text, (o, v) => o.Host = v);

    public static readonly Shape<RedirectOptions> Redirect = new Shape<RedirectOptions>()
        .Value("Status", Scalar.Integer, (o, v) => o.Status = v)
        .Value("Scheme", Scalar.Text, (o, v) => o.Scheme = v)
        .Value("Host", Scalar.Text, (o, v) => o.Host = v)
        .Value("Port", Scalar.Integer, (o, v) => o.Port = v)
        .Value("KeepPort", Scalar.Flag, (o, v) => o.KeepPort = v)
        .Value("Path", Scalar.Text, (o, v) => o.Path = v)
        .Value("PathPrefix", Scalar.Text, (o, v) => o.PathPrefix = v);

    public static readonly Shape<StickyOptions> Sticky = new Shape<StickyOptions>()
        .Value("Header", Scalar.Text, (o, v) => o.Header = v)
        .Value("Cookie", Scalar.Text, (o, v) => o.Cookie = v)
        .Value("Query", Scalar.Text, (o, v) => o.Query = v)
        .Value("Property", Scalar.Text, (o, v) => o.Property = v)
        .Value("Salt", Scalar.Text, (o, v) => o.Salt = v);

    public static readonly Shape<EndpointOptions> Endpoint = new Shape<EndpointOptions>()
        .Value("Address", Scalar.Text, (o, v) => o.Address = v)
        .Value("Weight", Scalar.Integer, (o, v) => o.Weight = v)
        .Source((o, v) => o.Source = v);

    public static readonly Shape<BackendOptions> Backend = new Shape<BackendOptions>()
        .Value("Address", Scalar.Text, (o, v) => o.Address = v)
        .Map("Endpoints", Endpoint, o => o.Endpoints)
        .Value("Selection", Scalar.Choice<SelectionKind>(), (o, v) => o.Selection = v)
        .Part("Sticky", Sticky, o => o.Sticky, (o, v) => o.Sticky = v)
        .Value("Port", Scalar.Choice<PortSource>(), (o, v) => o.Port = v)
        .Value("AddressFrom", Scalar.Text, (o, v) => o.AddressFrom = v)
        .Part("Rewrite", Rewrite, o => o.Rewrite, (o, v) => o.Rewrite = v)
        .Value("PreserveHost", Scalar.Flag, (o, v) => o.PreserveHost = v)
        .Part("RequestHeaders", HeaderEdits, o => o.RequestHeaders, (o, v) => o.RequestHeaders = v)
        .Part("ResponseHeaders", HeaderEdits, o => o.ResponseHeaders, (o, v) => o.ResponseHeaders = v)
        .Part("DirectResponse", Response, o => o.DirectResponse, (o, v) => o.DirectResponse = v)
        .Part("Redirect", Redirect, o => o.Redirect, (o, v) => o.Redirect = v)
        .Source((o, v) => o.Source = v)
        .Hint("Host", "Write it in 'Rewrite': { \"Host\": … }, or set PreserveHost.")
        .Hint("Name", "Backends are keyed by name: \"Backends\": { \"reviews-v1\": { … } }.")
        .Hint("Url", "Write 'Address'.")
        .Hint("Uri", "Write 'Address'.");

    public static readonly Shape<PathConditionOptions> Path = Condition<PathConditionOptions>()
        .Value("PathPrefix", Scalar.Text, (o, v) => o.PathPrefix = v);

    public static readonly Shape<StringConditionOptions> Text = Condition<StringConditionOptions>()
        .Hint("PathPrefix", "It compares whole segments of a path; write 'Prefix' here.");

    public static readonly Shape<MatchOptions> Match = new Shape<MatchOptions>()
        .Part("Path", Path, o => o.Path, (o, v) => o.Path = v)
        .Part("Method", Text, o => o.Method, (o, v) => o.Method = v)
        .Part("Scheme", Text, o => o.Scheme, (o, v) => o.Scheme = v)
        .Part("Host", Text, o => o.Host, (o, v) => o.Host = v)
        .Value("Port", Scalar.Integer, (o, v) => o.Port = v)
        .Map("Headers", Text, o => o.Headers)
        .Map("Query", Text, o => o.Query)
        .Map("Cookies", Text, o => o.Cookies)
        .List("AllOf", () => Match!, o => o.AllOf)
        .List("AnyOf", () => Match!, o => o.AnyOf)
        .List("NoneOf", () => Match!, o => o.NoneOf)
        .Source((o, v) => o.Source = v);

    public static readonly Shape<MirrorCompareOptions> Compare = new Shape<MirrorCompareOptions>()
        .Value("Enabled", Scalar.Flag, (o, v) => o.Enabled = v)
        .List("Headers", () => Scalar.Text, o => o.Headers)
        .List("IgnoreStatuses", () => Scalar.Integer, o => o.IgnoreStatuses)
        .List("IgnorePaths", () => Scalar.Text, o => o.IgnorePaths);

    public static readonly Shape<MirrorOptions> Mirror = new Shape<MirrorOptions>()
        .Value("Enabled", Scalar.Flag, (o, v) => o.Enabled = v)
        .Value("Percentage", Scalar.Number, (o, v) => o.Percentage = v)
        .List("Methods", () => Scalar.Text, o => o.Methods)
        .Part("RequestHeaders", HeaderEdits, o => o.RequestHeaders, (o, v) => o.RequestHeaders = v)
        .List("Backends", () => Scalar.Text, o => o.Backends)
        .Value("ApplyBackendHeaders", Scalar.Flag, (o, v) => o.ApplyBackendHeaders = v)
        .Value("HostSuffix", Scalar.Text, (o, v) => o.HostSuffix = v)
        .Value("ForwardCredentials", Scalar.Flag, (o, v) => o.ForwardCredentials = v)
        .Part("Compare", Compare, o => o.Compare, (o, v) => o.Compare = v)
        .Source((o, v) => o.Source = v)
        .Hint("Weight", "A mirror takes a share of its own: write 'Percentage'.");

    public static readonly Shape<FaultOptions> Fault = new Shape<FaultOptions>()
        .Part("Delay", new Shape<FaultDelayOptions>()
            .Value("Percentage", Scalar.Number, (o, v) => o.Percentage = v)
            .Value("Duration", Scalar.Time, (o, v) => o.Duration = v), o => o.Delay, (o, v) => o.Delay = v)
        .Part("Abort", new Shape<FaultAbortOptions>()
            .Value("Percentage", Scalar.Number, (o, v) => o.Percentage = v)
            .Value("Status", Scalar.Integer, (o, v) => o.Status = v), o => o.Abort, (o, v) => o.Abort = v);

    public static readonly Shape<RouteOptions> Route = new Shape<RouteOptions>()
        .Value("Enabled", Scalar.Flag, (o, v) => o.Enabled = v)
        .Value("Order", Scalar.Integer, (o, v) => o.Order = v)
        .List("Matches", () => Match, o => o.Matches)
        .Map("Weights", Scalar.Integer, o => o.Weights)
        .Value("Selection", Scalar.Choice<SelectionKind>(), (o, v) => o.Selection = v)
        .Part("Sticky", Sticky, o => o.Sticky, (o, v) => o.Sticky = v)
        .Value("DecideOn", Scalar.Choice<DecisionScope>(), (o, v) => o.DecideOn = v)
        .Map("Mirrors", Mirror, o => o.Mirrors)
        .Part("RequestHeaders", HeaderEdits, o => o.RequestHeaders, (o, v) => o.RequestHeaders = v)
        .Part("ResponseHeaders", HeaderEdits, o => o.ResponseHeaders, (o, v) => o.ResponseHeaders = v)
        .Part("Rewrite", Rewrite, o => o.Rewrite, (o, v) => o.Rewrite = v)
        .Part("Redirect", Redirect, o => o.Redirect, (o, v) => o.Redirect = v)
        .Part("DirectResponse", Response, o => o.DirectResponse, (o, v) => o.DirectResponse = v)
        .Value("Timeout", Scalar.Time, (o, v) => o.Timeout = v)
        .Value("TimeoutStatus", Scalar.Integer, (o, v) => o.TimeoutStatus = v)
        .Part("Fault", Fault, o => o.Fault, (o, v) => o.Fault = v)
        .Source((o, v) => o.Source = v)
        .Hint("Name", "Routes are keyed by name: \"Routes\": { \"default\": { … } }.")
        .Hint("Backend", "Name the backends in 'Weights': { \"reviews-v1\": 100 }.")
        .Hint("Backends", "Name the backends in 'Weights': { \"reviews-v1\": 100 }.");

    public static readonly Shape<ServiceOptions> Service = new Shape<ServiceOptions>()
        .Value("Enabled", Scalar.Flag, (o, v) => o.Enabled = v)
        .List("Hosts", () => Scalar.Text, o => o.Hosts)
        .Value("Unmatched", Scalar.Choice<UnmatchedBehavior>(), (o, v) => o.Unmatched = v)
        .Map("Routes", Route, o => o.Routes)
        .Source((o, v) => o.Source = v)
        .Hint("Name", "Services are keyed by name: \"Services\": { \"reviews\": { … } }.");

    public static readonly Shape<MirroringOptions> Mirroring = new Shape<MirroringOptions>()
        .Value("QueueCapacity", Scalar.Integer, (o, v) => o.QueueCapacity = v)
        .Value("QueueBytes", Scalar.Long, (o, v) => o.QueueBytes = v)
        .Value("MaxBodyBytes", Scalar.Integer, (o, v) => o.MaxBodyBytes = v)
        .Value("Concurrency", Scalar.Integer, (o, v) => o.Concurrency = v)
        .Value("Timeout", Scalar.Time, (o, v) => o.Timeout = v)
        .Value("Dispatch", Scalar.Choice<MirrorDispatch>(), (o, v) => o.Dispatch = v)
        .Value("BufferStreams", Scalar.Flag, (o, v) => o.BufferStreams = v)
        .Value("MarkerHeader", Scalar.Text, (o, v) => o.MarkerHeader = v)
        .Value("BreakAfter", Scalar.Integer, (o, v) => o.BreakAfter = v)
        .Value("BreakDuration", Scalar.Time, (o, v) => o.BreakDuration = v)
        .Value("DrainTimeout", Scalar.Time, (o, v) => o.DrainTimeout = v);

    public static readonly Shape<DiagnosticEntry> Diagnostic = new Shape<DiagnosticEntry>()
        .Value("Severity", Scalar.Choice<FindingSeverity>(), (o, v) => o.Severity = v)
        .Value("Path", Scalar.Text, (o, v) => o.Path = v)
        .Value("Message", Scalar.Text, (o, v) => o.Message = v)
        .Value("Backend", Scalar.Text, (o, v) => o.Backend = v)
        .Value("Address", Scalar.Text, (o, v) => o.Address = v)
        .Source((o, v) => o.Source = v);

    public static readonly Shape<TrafficRoutingOptions> Section = new Shape<TrafficRoutingOptions>()
        .Map("Backends", Backend, o => o.Backends)
        .Map("Services", Service, o => o.Services)
        .Value("Host", Scalar.Choice<HostSource>(), (o, v) => o.Host = v)
        .Part("Mirroring", Mirroring, o => o.Mirroring, (o, v) => o.Mirroring = v)
        .Each("Diagnostics", Diagnostic, (o, v) => o.HandedOver.Add(v))
        .Ignore("Rollouts")
        .Hint("Routes", "Routes belong to a service: Services:{name}:Routes.");

    private static Shape<T> Condition<T>()
        where T : StringConditionOptions, new() => new Shape<T>()
        .Shorthand((o, v) => o.Exact = v)
        .Value("Name", Scalar.Text, (o, v) => o.Name = v)
        .Value("Exact", Scalar.Text, (o, v) => o.Exact = v)
        .Value("Prefix", Scalar.Text, (o, v) => o.Prefix = v)
        .Value("Suffix", Scalar.Text, (o, v) => o.Suffix = v)
        .Value("Contains", Scalar.Text, (o, v) => o.Contains = v)
        .Value("Regex", Scalar.Text, (o, v) => o.Regex = v)
        .Value("Present", Scalar.Flag, (o, v) => o.Present = v)
        .List("In", () => Scalar.Text, o => o.In)
        .Value("GreaterThan", Scalar.Number, (o, v) => o.GreaterThan = v)
        .Value("LessThan", Scalar.Number, (o, v) => o.LessThan = v)
        .List("InNetwork", () => Scalar.Text, o => o.InNetwork)
        .Value("IgnoreCase", Scalar.Flag, (o, v) => o.IgnoreCase = v)
        .Value("Not", Scalar.Flag, (o, v) => o.Not = v);
}
