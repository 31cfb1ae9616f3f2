using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>A page that shows the training of a network live: curves, confusion matrix, and the most confident mistakes.</summary>
/// <param name="feed">The feed of the training.</param>
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
            .MapRead(
                "/api/training",
                // The head of a stream that does not end is not worth a connection.
                IResult (HttpRequest request, CancellationToken cancellation) =>
                    HttpMethods.IsHead(request.Method)
                        ? TypedResults.Empty
                        : TypedResults.ServerSentEvents(feed.SubscribeAsync(cancellation))
            )
            .RequireRateLimiting(Clients.Policy)
            .DisableRequestTimeout()
            .WithTags("training")
            .WithSummary("Monitor the training by server-sent events: start, epochs, errors, moment, outcome, close");
    }
}
