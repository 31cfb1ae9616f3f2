using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary><c>/healthz</c>, whether the process answers at all, and <c>/readyz</c>, whether it should be sent requests.</summary>
internal static class HealthEndpoints
{
    /// <summary>Closes each connection of a draining server with its answer, so that clients connect elsewhere.</summary>
    public static void UseDraining(WebApplication application, Readiness readiness) =>
        application.Use(
            (context, next) =>
            {
                if (readiness.IsDraining)
                    context.Response.Headers.Connection = "close";
                return next(context);
            }
        );

    public static void Map(WebApplication application, Readiness readiness)
    {
        application.MapRead("/healthz", () => Results.Text("ok\n")).ExcludeFromDescription();
        application
            .MapRead(
                "/readyz",
                () =>
                    readiness.Ask() is string reason
                        ? Results.Text($"{reason}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
                        // Other servers use the same store, so redirecting requests would not help; the answer names the failure.
                        : Results.Text(
                            readiness.Trouble is string trouble ? $"ready, but corrections are not stored: {trouble}\n" : "ready\n"
                        )
            )
            .ExcludeFromDescription();
    }
}
