using Grpc.Core;

namespace TrafficRouting.Grpc.Tests;

/// <summary>Greets in the name of its server, as often and as badly as a test wants it.</summary>
internal sealed class GreeterService(GreeterBehavior behavior) : Greeter.GreeterBase
{
    public override async Task<HelloReply> SayHello(HelloRequest request, ServerCallContext context)
    {
        context.ResponseTrailers.Add("x-server", behavior.Server);
        await behavior.OnCall(context);
        return Reply(request.Name);
    }

    public override async Task Repeat(HelloRequest request, IServerStreamWriter<HelloReply> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < 3; i++)
            await responseStream.WriteAsync(Reply($"{request.Name} {i}"), context.CancellationToken);
        switch (context.RequestHeaders.GetValue("x-end"))
        {
            case "internal":
                throw new RpcException(new(StatusCode.Internal, "broken at the end"));
            case "abort":
                context.GetHttpContext().Abort();
                break;
            case "wait":
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
        }
    }

    public override async Task<HelloReply> Gather(IAsyncStreamReader<HelloRequest> requestStream, ServerCallContext context)
    {
        var names = new List<string>();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            names.Add(request.Name);
        return Reply(string.Join('+', names));
    }

    public override async Task Chat(IAsyncStreamReader<HelloRequest> requestStream, IServerStreamWriter<HelloReply> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(Reply(request.Name), context.CancellationToken);
    }

    private HelloReply Reply(string message) => new() { Message = message, Server = behavior.Server };
}
