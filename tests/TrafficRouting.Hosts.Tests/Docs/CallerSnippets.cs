using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Hosts.Tests.Docs;

/// <summary>The code of docs/callers.md, which has to compile and to do what it says.</summary>
internal static class CallerSnippets
{
    public static void Register(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<CallerHandler>();
        builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"))
            .AddHttpMessageHandler<CallerHandler>()
            .AddTrafficRouting();
    }

    public static void RegisterPropagation(IServiceCollection services)
    {
        services.AddHeaderPropagation(options => options.Headers.Add("end-user"));
        services.AddHttpClient("reviews").AddHeaderPropagation().AddTrafficRouting();
    }

    public sealed class CallerHandler(IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // Removed first: a retry sends the same message again.
            request.Headers.Remove("end-user");
            if (accessor.HttpContext?.User.Identity?.Name is { } user)
                request.Headers.TryAddWithoutValidation("end-user", user);
            return base.SendAsync(request, cancellationToken);
        }
    }

    public sealed class TenantHandler(TenantContext tenant) : DelegatingHandler
    {
        private static readonly HttpRequestOptionsKey<string> Tenant = new("tenant");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (tenant.Current is { } current)
                request.Options.Set(Tenant, current);
            return base.SendAsync(request, cancellationToken);
        }
    }

    public sealed class TenantContext
    {
        private readonly AsyncLocal<string?> _current = new();

        public string? Current
        {
            get => _current.Value;
            set => _current.Value = value;
        }
    }

    public sealed class SessionHandler(IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove("Cookie");
            if (accessor.HttpContext?.Request.Cookies["session"] is { } session)
                request.Headers.TryAddWithoutValidation("Cookie", "session=" + Uri.EscapeDataString(session));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
