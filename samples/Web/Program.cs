using Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();

var app = builder.Build();
app.MapGet("/v1/reviews", () => "v1");   // Two versions of a service; in your system, other processes.
app.MapGet("/v2/reviews", () => "v2");
app.MapGet("/", async (IHttpClientFactory clients, string? user) =>
{
    var reviews = clients.CreateClient("reviews");
    reviews.DefaultRequestHeaders.Add("end-user", user ?? "anybody");
    var answers = new List<string>();
    for (var call = 0; call < 200; call++)
        answers.Add(await reviews.GetStringAsync("/reviews"));
    return answers.CountBy(version => version).ToDictionary();
});
app.MapTrafficRouting("/traffic");
return await app.RunOrCheckAsync(args);
