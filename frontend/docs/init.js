window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // Swagger's own validator badge asks a server outside: nothing here leaves the machine.
  validatorUrl: null,
  persistAuthorization: false,
});
