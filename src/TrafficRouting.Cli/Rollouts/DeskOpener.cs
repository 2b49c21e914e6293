using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Opens what <c>--store</c> names. Addresses may have passwords, so that none is told as it was written.</summary>
internal static class DeskOpener
{
    public const string Forms = "Write redis://host:6379, rediss://…, postgres://user@host/database, file:folder, or the address of a traffic page, http://host/traffic.";

    public static async Task<IRolloutDesk> OpenAsync(DeskCall call, CancellationToken cancellationToken)
    {
        var at = call.Store.IndexOf(':', StringComparison.Ordinal);
        var scheme = at < 0 ? "" : call.Store[..at].ToLowerInvariant();
        if (scheme is "file")
            return File(call, call.Store[(at + 1)..]);
        if (!Uri.TryCreate(call.Store, UriKind.Absolute, out var address))
            throw new UsageException($"--store {Text.Quote(call.Store)} is not an address. {Forms}");
        return scheme switch
        {
            "http" or "https" => Page(call, address),
            "redis" or "rediss" => await RedisDesk.OpenAsync(call, address, cancellationToken).ConfigureAwait(false),
            "postgres" or "postgresql" => PostgreSqlDesk.Open(call, address),
            _ => throw new UsageException($"--store begins with '{scheme}:', which is none of what rollouts are kept in. {Forms}"),
        };
    }

    private static StoreDesk File(DeskCall call, string folder)
    {
        folder = folder.StartsWith("//", StringComparison.Ordinal) ? folder[2..] : folder;
        if (!Directory.Exists(folder))
            throw new DeskException($"There is no folder '{folder}'. Name the folder that the application's JsonFileRolloutStore writes to.");
        return call.StoreDesk(new JsonFileRolloutStore(folder, call.Time), () => ValueTask.CompletedTask);
    }

    private static PageDesk Page(DeskCall call, Uri address)
    {
        // A sign-in page is no answer, so redirections are told instead of followed.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = DeskCall.ConnectTimeout }) { Timeout = TimeSpan.FromSeconds(20) };
        // Files and secrets that tokens are read from mostly end with a line break.
        if (call.Token?.Trim() is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = token.All(c => char.IsAscii(c) && !char.IsControl(c)) ? new("Bearer", token) : throw new UsageException("The token is none: it has a line break, or what is no ASCII.");
        foreach (var (name, value) in call.Headers)
        {
            if (!http.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
                throw new UsageException($"-H '{name}: …' is no header of a request.");
        }

        return new(http, new(address.GetLeftPart(UriPartial.Path)), call.Time);
    }
}
