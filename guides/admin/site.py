"""What the admin calls itself."""

from django.contrib import admin

admin.site.site_title = "Leverbook"
admin.site.site_header = "Leverbook editors' desk"
admin.site.index_title = "Guides and what they share"
admin.site.site_url = "/"
