using Grpc.Core;

namespace AutomatedCanary;

/// <summary>The reviews service over gRPC. Its second version is broken, and says so with HTTP status 200.</summary>
internal sealed class ReviewsService(ReviewsVersion version) : Reviews.ReviewsBase
{
    public override Task<Review> Get(ReviewRequest request, ServerCallContext context) => version.Name == "v2"
        ? throw new RpcException(new(StatusCode.Unavailable, "v2 cannot reach its database"))
        : Task.FromResult(new Review { Text = version.Name });
}
