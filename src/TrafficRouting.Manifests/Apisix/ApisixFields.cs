using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of APISIX's routes and upstreams, and of the file that lists them.</summary>
internal static class ApisixFields
{
    private const string OfHandlers = "is not done here; it belongs to the client's handlers";
    private const string NotSupported = "is not supported";

    private static readonly Field[] Metadata = Ignored(["desc", "labels", "create_time", "update_time"], "is for people");

    public static readonly FieldTable Upstream = new(
        "upstream",
        [
            Read("id", "What routes refer to it by."),
            Ignored("name", "is for people"),
            .. Metadata,
            Read("nodes", "A map of `host:port` and weight, or a list of `host`, `port` and `weight`; a node's `priority` and `metadata` are ignored."),
            Read("type", "`roundrobin`, `chash`; `ewma` and `least_conn` are warned of, and nodes take turns."),
            Read("hash_on", "`vars` (`arg_*`, `http_*`, `cookie_*`), `header`, `cookie`."),
            Read("key", "A header is found in both spellings, with `-` and with `_`."),
            Read("scheme", "`grpc` and `grpcs` are sent as http and https, over HTTP/2."),
            Read("pass_host"),
            Read("upstream_host", "With `pass_host: rewrite`."),
            Read("retries", "How often a request is sent again, at most 10, to another node: where it could not connect, was broken off or timed out, and its method may be repeated. Without it nothing is, where APISIX tries every node."),
            Warned("retry_timeout", "is not done here; set the client's Timeout"),
            Warned("checks", "is not done here; set the Health of the backend in configuration"),
            .. Warned(["timeout", "keepalive_pool", "tls"], OfHandlers),
            .. new[] { "service_name", "discovery_type", "discovery_args" }.Select(n => Rejected(n, "is not supported; write the nodes, or set the backend's address in configuration")),
        ]);

    private static readonly Field[] UpstreamOrId =
    [
        Read("upstream", Upstream),
        Read("upstream_id", "An id that is not in the documents is answered with 500, as in APISIX, with a warning."),
    ];

    private static readonly Field Meta = Read("_meta", new FieldTable(
        "_meta",
        [
            Read("disable"),
            .. Ignored(["priority", "error_response", "pre_function"], "is of no effect"),
            Rejected("filter", "is not supported; write the expression in the rules"),
        ]));

    private static readonly FieldTable Split = new(
        "traffic-split",
        Meta,
        Read("rules", new FieldTable(
            "rule",
            Read("match", new FieldTable("match", Read("vars")), "Any of them. `[]` passes in the first rule; after another the rule gets nothing, as in APISIX, with a warning."),
            Read("weighted_upstreams", new FieldTable(
                "weighted_upstream",
                [
                    .. UpstreamOrId,
                    Read("weight", "1 by default. An upstream named twice counts once with its last weight; an only one gets everything; weights that are all zero are equal. Exact turns; a cycle of more than 10,000 requests is drawn at random instead, with a warning."),
                ]), "1 to 20. Without any the route's own upstream."))));

    private static readonly FieldTable Mirror = new(
        "proxy-mirror",
        Meta,
        Read("host"),
        Read("path"),
        Read("path_concat_mode", "`replace` by default, or `prefix`; the query is kept."),
        Read("sample_ratio", "0.00001 to 1, the default."));

    public static readonly FieldTable Route = new(
        "route",
        [
            Read("id"),
            Read("name", "What the route is called, else its `id`."),
            .. Metadata,
            Read("uri", "Exact, or a prefix that ends in `*`. Parameters (`:id`) are errors. Compared in its escaped form."),
            Read("uris"),
            Read("host"),
            Read("hosts"),
            Read("methods"),
            Read("vars"),
            Read("priority", "Among routes of one host and uri; before it come the more specific host, exact uris and longer prefixes."),
            Read("status", "0 leaves the route out."),
            .. UpstreamOrId,
            Read("plugins", FieldTable.Open("plugins", Read("traffic-split", Split), Read("proxy-mirror", Mirror)), "`traffic-split` and `proxy-mirror`; others are warned of. `_meta.disable` is followed."),
            Warned("timeout", "is not done here; set the client's Timeout"),
            .. Ignored(["enable_websocket", "priority_class"], "is of no effect"),
            .. new[] { "remote_addr", "remote_addrs", "filter_func", "script", "script_id", "service_id", "plugin_config_id", "service_protocol" }.Select(n => Rejected(n, NotSupported)),
        ]);

    public static readonly FieldTable File = new(
        "a standalone file",
        [
            Read("routes", Route),
            Read("upstreams", Upstream),
            .. Warned(
                ["services", "consumers", "consumer_groups", "ssls", "global_rules", "plugins", "plugin_configs", "plugin_metadata", "protos", "secrets", "stream_routes"],
                "is not read here; only routes and upstreams are"),
        ]);
}
