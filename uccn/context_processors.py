from django.conf import settings


def site(request):
    return {"icp_number": settings.ICP_NUMBER, "psb_number": settings.PSB_NUMBER, "site_url": settings.SITE_URL}
