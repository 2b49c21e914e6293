using Grpc.Core;

namespace GrpcSample;

/// <summary>Greets in the name of its version.</summary>
internal sealed class GreeterService(GreeterVersion version) : Greeter.GreeterBase
{
    public override Task<HelloReply> SayHello(HelloRequest request, ServerCallContext context) => Task.FromResult(Reply(request));

    public override async Task Chat(IAsyncStreamReader<HelloRequest> requestStream, IServerStreamWriter<HelloReply> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(Reply(request), context.CancellationToken);
    }

    private HelloReply Reply(HelloRequest request) => new() { Message = $"Hello {request.Name}", Version = version.Name };
}
