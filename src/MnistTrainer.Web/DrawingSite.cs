using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>The drawing page, where a network recognizes drawings live, its API, and the pages of <see cref="ExplorerSite"/>.</summary>
/// <param name="recognizer">The recognizer.</param>
/// <param name="modelName">The name of the model on the page.</param>
/// <param name="newerModel">Returns the file name of a newer model, which the page reports; null if there is none. Called for every view
/// of the model card. Default: none.</param>
/// <param name="teacher">Teaches the model drawings that users have corrected. Default: null, for no teaching.</param>
public sealed class DrawingSite(ImageRecognizer recognizer, string modelName, Func<string?>? newerModel = null, ITeacher? teacher = null)
    : ISite
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // Drawings have no colors.
        recognizer.CheckTakesGrayImages();
        services.AddSingleton(new ServedModel(ServedNetwork.Of(recognizer, modelName)));
        services.AddSingleton(provider => new Lessons(
            provider.GetRequiredService<ServedModel>(),
            teacher,
            provider.GetRequiredService<IdleMemory>()
        ));
        services.AddSingleton<IdleMemory>();
        services.AddSingleton<UploadBudget>();
        services.AddSingleton<ImageUpload>();
        services.AddSingleton<ImageTurns>();
        services.AddSingleton(provider => new Corrections(
            recognizer,
            StoreOf(provider.GetRequiredService<WebServerOptions>()),
            provider.GetRequiredService<ServerMeter>(),
            provider.GetRequiredService<Readiness>()
        ));
    }

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation)
    {
        // A bar in the middle is a digit, or at least not blank, so the answer uses the complete path.
        byte[] pixels = new byte[28 * 28];
        for (int y = 6; y < 22; y++)
            pixels.AsSpan((28 * y) + 13, 2).Fill(255);
        _ = recognizer.Recognize(new GrayImage(28, 28, pixels));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        ImageTurns turns = application.Services.GetRequiredService<ImageTurns>();
        UploadBudget budget = application.Services.GetRequiredService<UploadBudget>();
        application.Services.GetRequiredService<ServerMeter>().Observe(() => turns.Queued, () => budget.Taken);
        PageFiles.Map(application, "draw");
        PageFiles.MapPage(application, ExplorerSite.Path, ExplorerSite.Page);
        RouteGroupBuilder api = application
            .MapGroup("/api")
            .RequireRateLimiting(Clients.Policy)
            .WithTags("digits")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status421MisdirectedRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        PredictEndpoint.Map(api);
        CorrectionEndpoints.Map(api);
        LessonEndpoints.Map(api);
        ExplainEndpoint.Map(api);
        api.MapRead(
                "/model",
                IResult (ServedModel model) =>
                    Results.Json(model.Current.Card with { Newer = newerModel?.Invoke() }, Answers.Default.ModelAnswer)
            )
            .WithSummary("Describe the model and its accuracy")
            .Produces<ModelAnswer>();
    }

    private ICorrectionStore? StoreOf(WebServerOptions options) =>
        options.CorrectionBucket is CorrectionBucket bucket ? BucketOf(bucket, options.MaximumCorrections)
        : options.CorrectionFolder is string folder ? new FolderStore(folder, options.MaximumCorrections)
        : null;

    // A separate method, so that the client library for buckets is loaded only if it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private BucketStore BucketOf(CorrectionBucket bucket, int maximum) => new(bucket, maximum, ClassFolders.NamesOf(recognizer.ClassNames));
}
