using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web;

/// <summary>A page that shows the training of a network live: curves, confusion matrix with its images, and the most confident mistakes.</summary>
/// <param name="feed">The feed of the training.</param>
/// <param name="control">Pauses and stops training on request of a page on this machine. Default: null, for a read-only page.</param>
public sealed class TrainingSite(TrainingFeed feed, TrainingControl? control = null) : ISite
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) { }

    /// <inheritdoc/>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        PageFiles.Map(application, "watch");
        RouteGroupBuilder api = application.MapGroup("/api/training").RequireRateLimiting(Clients.Policy).WithTags("training");
        api.MapRead(
                "",
                IResult (HttpRequest request, CancellationToken cancellation) =>
                {
                    // A HEAD request for an endless stream would only occupy a connection.
                    if (HttpMethods.IsHead(request.Method))
                        return TypedResults.Empty;
                    EndWithServer(request.HttpContext, application.Lifetime.ApplicationStopping);
                    return TypedResults.ServerSentEvents(feed.SubscribeAsync(cancellation));
                }
            )
            .DisableRequestTimeout()
            .WithSummary("Monitor the training by server-sent events: start, epochs, steps, errors, moment, control, outcome, close");
        api.MapRead("/images/{truth:int}/{predicted:int}", IResult (int truth, int predicted) => ImagesOf(truth, predicted))
            .WithSummary("Show images of a cell of the confusion matrix, by the indices of its actual and its predicted class")
            .Produces<CellAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        if (control is not null)
            MapRequests(api, control);
    }

    // The stream ends by itself when the feed is closed; for a client that does not read it, the server would wait.
    private static void EndWithServer(HttpContext context, CancellationToken stopping)
    {
        CancellationTokenSource late = new();
        late.Token.Register(context.Abort);
        context.Response.RegisterForDispose(late);
        context.Response.RegisterForDispose(stopping.Register(() => late.CancelAfter(Farewell)));
    }

    private IResult ImagesOf(int truth, int predicted) =>
        feed.Errors is { ImagesOf: { } images } errors && IsClass(truth, errors) && IsClass(predicted, errors)
            ? Results.Json(new CellAnswer(errors.Epoch, images(truth, predicted)), Answers.Default.CellAnswer)
            : Results.NotFound();

    private static bool IsClass(int index, TrainingErrors errors) => index >= 0 && index < errors.Confusion.Count;

    private void MapRequests(RouteGroupBuilder api, TrainingControl control)
    {
        (string Path, Action Ask, string Summary)[] requests =
        [
            ("/pause", control.Pause, "Pause the training after the current step"),
            ("/resume", control.Resume, "Resume the training"),
            ("/stop", control.Stop, "Stop the training after the current step, and keep the network trained so far"),
        ];
        foreach ((string path, Action ask, string summary) in requests)
        {
            api.MapPost(
                    path,
                    IResult () =>
                    {
                        CheckRuns();
                        ask();
                        return Results.NoContent();
                    }
                )
                .AddEndpointFilter<OwnMachine>()
                .WithSummary(summary)
                .Produces(StatusCodes.Status204NoContent)
                .ProducesProblem(StatusCodes.Status403Forbidden)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }
    }

    private void CheckRuns()
    {
        if (!feed.IsRunning)
        {
            throw new InvalidRequestException(
                StatusCodes.Status409Conflict,
                ProblemCode.NoTraining,
                "Expected a training in progress, found none. Start one that serves this page."
            );
        }
    }
}
