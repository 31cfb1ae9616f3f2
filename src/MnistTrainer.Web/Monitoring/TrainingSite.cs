using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>A page that shows a network being trained: its curves, what it takes for what, and the mistakes it is surest of, as they change.</summary>
/// <param name="feed">What there is to show.</param>
public sealed class TrainingSite(TrainingFeed feed) : ISite
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) { }

    /// <inheritdoc/>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        PageFiles.Map(application, "watch");
        application
            .MapGet(
                "/api/training",
                IResult (CancellationToken cancellation) => TypedResults.ServerSentEvents(feed.FollowAsync(cancellation))
            )
            .RequireRateLimiting(Clients.Policy)
            .DisableRequestTimeout()
            .WithTags("training")
            .WithSummary("The training as it goes on, as server-sent events: start, epochs, errors, moment, outcome, close");
    }
}
