namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A handler inside of routing that does with a request's content what applications do.</summary>
internal sealed class InsideHandler(string kind) : DelegatingHandler
{
    public static readonly string[] Kinds = ["nothing", "nothing", "buffer", "read as text", "read as stream", "send twice", "copy elsewhere"];

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (kind == "send twice")
            base.Send(request, cancellationToken).Dispose();
        return base.Send(request, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
            await UseAsync(content, cancellationToken);
        if (kind == "send twice")
            (await base.SendAsync(request, cancellationToken)).Dispose();
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task UseAsync(HttpContent content, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case "buffer":
                await content.LoadIntoBufferAsync(cancellationToken);
                break;
            case "read as text":
                await content.ReadAsStringAsync(cancellationToken);
                break;
            case "read as stream":
                var stream = await content.ReadAsStreamAsync(cancellationToken);
                var position = stream.CanSeek ? stream.Position : 0;
                await stream.CopyToAsync(Stream.Null, cancellationToken);
                if (stream.CanSeek)
                    stream.Position = position;
                break;
            case "copy elsewhere":
                await content.CopyToAsync(Stream.Null, cancellationToken);
                break;
        }
    }
}
