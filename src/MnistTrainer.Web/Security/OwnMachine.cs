using System.Net;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>Answers only requests from this machine, wherever the server listens. Pages of other sites are rejected by <see cref="SameOrigin"/> before.</summary>
internal sealed class OwnMachine : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client))
            return next(context);
        throw new InvalidRequestException(
            StatusCodes.Status403Forbidden,
            ProblemCode.OtherMachine,
            "Expected a request from the machine that runs the server, found one from another. Open the page there."
        );
    }
}
