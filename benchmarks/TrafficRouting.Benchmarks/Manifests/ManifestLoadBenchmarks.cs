using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Manifests;

namespace TrafficRouting.Benchmarks.Manifests;

/// <summary>What a rule of a document costs when it is loaded: 1,000 VirtualServices of ten rules, divided by 10,000.</summary>
[MemoryDiagnoser]
public class ManifestLoadBenchmarks
{
    private const int VirtualServices = 1_000;
    private const int Rules = VirtualServices * ManifestDocuments.Rules;

    private readonly TrafficRoutingOptions _options = new();
    private string _yaml = string.Empty;
    private IConfigurationRoot _configuration = null!;

    [GlobalSetup]
    public void Setup()
    {
        _yaml = ManifestDocuments.VirtualServices(VirtualServices);
        _configuration = Load();
        TrafficRoutingOptionsReader.Read(_configuration.GetSection("TrafficRouting"), _options);
    }

    /// <summary>Text to documents.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Parse() => DocumentReader.Read("mesh.yaml", _yaml, new Problems());

    /// <summary>Text to options, before they become configuration keys.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Import()
    {
        var problems = new Problems();
        return ManifestImport.Run(DocumentReader.Read("mesh.yaml", _yaml, problems), new TrafficManifestOptions(), problems);
    }

    /// <summary>Text to configuration: what adding the documents costs.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public IConfigurationRoot Load() => new ConfigurationBuilder().AddTrafficManifestsFromText(_yaml).Build();

    /// <summary>Configuration to options, by the core's reader.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Read()
    {
        var options = new TrafficRoutingOptions();
        TrafficRoutingOptionsReader.Read(_configuration.GetSection("TrafficRouting"), options);
        return options;
    }

    /// <summary>Options to a validated table.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Compile() => RouteTable.Compile(_options);
}
