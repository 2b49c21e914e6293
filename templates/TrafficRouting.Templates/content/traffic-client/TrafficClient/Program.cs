using TrafficClient;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddReviews(builder.Configuration);

var app = builder.Build();
app.MapGet("/products/{id:int}", async (int id, string? user, ReviewsClient reviews, CancellationToken cancellationToken) =>
    await reviews.GetAsync(id, user, cancellationToken));
app.MapTrafficRouting("/traffic");
if (app.Environment.IsDevelopment())
    app.MapDevelopmentBackends();

app.Run();
