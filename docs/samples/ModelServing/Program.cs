// Serves a model of ML.NET from the current folder, and trains it again on the rows that it is sent. At first, plants.csv has the rows to train on.
using System.Threading.Channels;
using ModelServing;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSingleton<PlantModel>();
builder.Services.AddSingleton(Channel.CreateBounded<Plant>(10_000));
builder.Services.AddHostedService<Retraining>();
var app = builder.Build();
app.MapPost("/api/plants", (Plant plant, PlantModel model) => model.Predict(plant));
app.MapPost(
    "/api/observations",
    (Plant plant, Channel<Plant> observed) =>
        !plant.CanBeLearned() ? Results.BadRequest("Expected a species of letters.")
        : observed.Writer.TryWrite(plant) ? Results.Accepted()
        : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
);
app.Run();
