using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>The page to draw on, which a network answers as one draws, and the API behind it.</summary>
/// <param name="recognizer">Answers.</param>
/// <param name="modelName">What the page calls the model.</param>
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
            .WithSummary("What the model is, and how well it does")
            .Produces<ModelAnswer>();
    }
}
