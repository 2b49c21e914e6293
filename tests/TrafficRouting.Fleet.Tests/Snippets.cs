using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace TrafficRouting.Fleet.Tests;

/// <summary>The code of the packages' pages, compiled.</summary>
internal static class Snippets
{
    public static void Redis(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"))
            .AddRollouts()
            .AddRedis("redis.shop:6379,ssl=true");
    }

    public static void PostgreSql(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"))
            .AddRollouts()
            .AddPostgreSql(NpgsqlDataSource.Create("Host=db.shop;Database=shop;SSL Mode=VerifyFull"));
    }
}
