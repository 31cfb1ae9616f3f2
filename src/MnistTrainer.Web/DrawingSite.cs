using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>The drawing page, where a network recognizes drawings live, and its API.</summary>
/// <param name="recognizer">The recognizer.</param>
/// <param name="modelName">The name of the model on the page.</param>
public sealed class DrawingSite(Recognizer recognizer, string modelName) : ISite
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        recognizer.CheckTakesImages();
        services.AddSingleton(recognizer);
        services.AddSingleton<ImageTurns>();
        services.AddSingleton<Corrections>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        PageFiles.Map(application, "draw");
        RouteGroupBuilder api = application.MapGroup("/api").RequireRateLimiting(Clients.Policy).WithTags("digits");
        PredictEndpoint.Map(api);
        CorrectionEndpoints.Map(api);
        ModelAnswer card = ModelAnswer.Of(recognizer, modelName);
        api.MapGet("/model", IResult () => Results.Json(card, Answers.Default.ModelAnswer))
            .WithSummary("Describe the model and its accuracy")
            .Produces<ModelAnswer>();
    }
}
