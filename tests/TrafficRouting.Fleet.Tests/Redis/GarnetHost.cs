using System.Net;
using Garnet;
using Garnet.server;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A server that speaks Redis' protocol, in this process.</summary>
public sealed class GarnetHost : IDisposable
{
    private readonly int _port = ServerProcess.FreePort();
    private GarnetServer _server;

    public GarnetHost() => _server = Start();

    public string Configuration => $"127.0.0.1:{_port}";

    public void Stop() => _server.Dispose();

    public void Restart() => _server = Start();

    public void Dispose() => _server.Dispose();

    private GarnetServer Start()
    {
        var server = new GarnetServer(new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, _port)],
            LogMemorySize = "16m",
            PageSize = "1m",
            IndexMemorySize = "1m",
            QuietMode = true,
            EnableLua = true,
            // Scripts lock their keys, as they do in Redis.
            LuaTransactionMode = true,
            LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", Timeout.InfiniteTimeSpan, LuaLoggingMode.Silent, []),
        });
        server.Start();
        return server;
    }
}
